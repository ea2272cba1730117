"""Refusals of the file doors; each code has a page in docs/problems."""

from kernel.errors import Conflict, Problem, TooLarge, UnsupportedMedia


class FileRefused(UnsupportedMedia):
    """The content is dangerous, broken or of a type we do not keep; `reason` says which."""

    code = "file-refused"
    title = "This content is not accepted"

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail, reason=reason)
        self.reason = reason


class FileTaken(Conflict):
    """The id chosen by the client belongs to another content."""

    code = "file-taken"
    title = "This file id is in use for another content"


class FileAttached(Conflict):
    """The file hangs on another subject already, or is not yours to attach."""

    code = "file-attached"
    title = "This file belongs to another subject"


class FileGone(Problem):
    """The row is there, the content is not (erased, or lost with a disk)."""

    code = "file-gone"
    status = 410
    title = "The content of this file is no longer kept"


class RangeImpossible(Problem):
    """The asked bytes lie outside the file."""

    code = "range-impossible"
    status = 416
    title = "The asked range lies outside the file"


class DiskFull(Problem):
    """The disk for files has no room; nothing half-written was kept."""

    code = "disk-full"
    status = 507
    title = "The disk for files is full"


class TooSlow(Problem):
    """The sender stopped sending in the middle of an upload."""

    code = "upload-stalled"
    status = 408
    title = "The upload stalled"


class LinkAllowance(TooLarge):
    """A one-time link has sent as much as it may."""

    code = "link-allowance"
    title = "This link has sent as many files as it may"


class TusVersion(Problem):
    """The client speaks another version of the resumable protocol."""

    code = "tus-version"
    status = 412
    title = "Only tus 1.0.0 is spoken here"


class OffsetDiffers(Conflict):
    """The part starts elsewhere than where the server stands: ask with HEAD, go on there."""

    code = "upload-offset"
    title = "The upload stands at another offset"


class UploadLocked(Problem):
    """Another request is writing to this upload."""

    code = "upload-locked"
    status = 423
    title = "Another request is sending to this upload"


class UploadGone(Problem):
    """The upload expired or was given up."""

    code = "upload-gone"
    status = 410
    title = "This upload has expired or was given up"


class ChecksumDiffers(Problem):
    """The part arrived damaged (tus checksum extension); it was thrown away."""

    code = "upload-checksum"
    status = 460
    title = "The part arrived damaged"


class UploadQuota(TooLarge):
    """Too much unfinished; finish or give up (DELETE) another upload first."""

    code = "upload-quota"
    title = "Too many unfinished uploads"
