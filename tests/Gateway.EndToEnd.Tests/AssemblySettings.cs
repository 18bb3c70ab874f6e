// A gateway and a core simulator each: more at once only wait for each other.
[assembly: LevelOfParallelism(2)]
