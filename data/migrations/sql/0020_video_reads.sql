-- Whether a row is in sight is asked for that row, not for all sources or recordings first.

drop policy sight on video.snapshot;
create policy sight on video.snapshot to :app using (
    (select true from video.source s where s.id = source_id));

drop policy sight on video.recorded_track;
create policy sight on video.recorded_track to :app using (
    (select true from video.recording r where r.id = recording_id));
drop policy sight on video.recorded_segment;
create policy sight on video.recorded_segment to :app using (
    (select true from video.recording r where r.id = recording_id));

create index participant_of_room on video.participant (room_id, entered_at);
create index source_by_camera on video.source (camera_id) where camera_id is not null;
