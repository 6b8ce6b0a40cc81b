-- A contact and a promise are found by their references however they are written: without `#`, case and blanks.
CREATE INDEX contacts_named ON contacts (lower(replace(replace(ref, '#', ''), ' ', '')));
CREATE INDEX callbacks_named ON callbacks (lower(replace(replace(ref, '#', ''), ' ', '')));
