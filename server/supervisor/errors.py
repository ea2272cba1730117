"""What the supervisor refuses, each with what to do about it."""


class SupervisorError(Exception):
    """A start that cannot go on; the text says why and what to type."""


class HomeBusy(SupervisorError):
    """Another instance already runs on the same home folder."""


class Missing(SupervisorError):
    """A program this machine does not have."""


class StartFailed(SupervisorError):
    """A child process ended or stayed silent while it was being started."""


class StopRequested(BaseException):  # like KeyboardInterrupt: no `except Exception` may swallow it
    """SIGINT, SIGTERM or SIGHUP arrived while something was being started."""
