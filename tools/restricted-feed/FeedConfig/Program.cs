// Writes the nuget.config with which the solution restores: the configuration in effect (sources, credentials,
// proxy, mappings) plus one local source that serves the stand-ins and nothing else.
// Arguments: OUTPUT STANDIN_FOLDER ID[,ID…] CONFIG… (the configuration files in effect, nearest first)
using System.Xml.Linq;
using FeedConfig;

if (args.Length < 4)
{
    await Console.Error.WriteLineAsync("usage: FeedConfig OUTPUT STANDIN_FOLDER ID[,ID…] CONFIG…");
    return 2;
}

var merged = new MergedConfig(args[3..].Where(File.Exists));
merged.AddStandIns(Path.GetFullPath(args[1]), args[2].Split(',', StringSplitOptions.RemoveEmptyEntries));
new XDocument(new XElement("configuration", merged.Sections())).Save(args[0]);
return 0;
