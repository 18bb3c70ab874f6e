// Against a broker a test mostly waits: for its group to form, for a session to run out.
[assembly: LevelOfParallelism(8)]
