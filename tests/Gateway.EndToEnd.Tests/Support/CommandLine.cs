using Gateway.Hub.Commands;

namespace Gateway.EndToEnd.Tests.Support;

/// <summary>Runs a command of the hub in this process and keeps what it prints.</summary>
internal static class CommandLine
{
    /// <summary>Exit code, standard output and standard error.</summary>
    public static Task<(int Code, string Output, string Errors)> RunAsync(params string[] arguments) => RunAsync(new StringWriter(), CancellationToken.None, arguments);

    /// <summary>The same with a writer that looks at the output while it comes, and a token that stands for Ctrl-C.</summary>
    public static async Task<(int Code, string Output, string Errors)> RunAsync(StringWriter output, CancellationToken cancel, params string[] arguments)
    {
        var (standardOutput, standardError) = (Console.Out, Console.Error);
        using var errors = new StringWriter();
        try
        {
            Console.SetOut(output);
            Console.SetError(errors);
            var code = await CommandEdge.InvokeAsync(arguments, cancel);
            return (code, output.ToString(), errors.ToString());
        }
        finally
        {
            Console.SetOut(standardOutput);
            Console.SetError(standardError);
        }
    }
}
