using System.Text;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Gateway.Hub.Tables;

/// <summary>Writes tables in which nothing is left to be wrapped: Spectre miscounts when it has to break text of double width.</summary>
internal static class TableConsole
{
    const int ValueCells = 48;
    const int ConsoleCells = 240;

    /// <summary>Writes to the console, however narrow it says it is.</summary>
    public static void Write(IRenderable table)
    {
        AnsiConsole.Profile.Width = Math.Max(AnsiConsole.Profile.Width, ConsoleCells);
        AnsiConsole.Write(table);
    }

    /// <summary>A cell whose text is broken where it gets too long.</summary>
    public static Text Cell(string text) => new(Fold(text));

    static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        var cells = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            // From Hangul Jamo on, what occurs here (Chinese text and its punctuation) is two cells wide.
            var width = rune.Value < 0x1100 ? 1 : 2;
            if (cells + width > ValueCells)
            {
                folded.Append('\n');
                cells = 0;
            }

            folded.Append(rune);
            cells += width;
        }

        return folded.ToString();
    }
}
