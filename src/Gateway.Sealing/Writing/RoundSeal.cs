using System.Text;
using System.Xml.Linq;

namespace Gateway.Sealing;

/// <summary>Draws a round red seal: ring, star, the holder's name along the upper arc.</summary>
static class RoundSeal
{
    const int DiameterMm = 42;
    const double Center = DiameterMm / 2.0;
    const double RingRadius = 20;
    const double RingWidth = 1.1;
    const double StarRadius = 6.5;
    /// <summary>A picture has no date of its own; its archive needs one.</summary>
    static readonly DateTimeOffset DrawnOn = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    const string Red = "200 16 16";

    public static SealPicture Draw(string holderName)
    {
        var document = new OfdDocument { Title = holderName, CreationDate = DrawnOn };
        var page = document.AddPage(DiameterMm, DiameterMm);
        page.Add(Ring());
        page.Add(Star());
        AddName(page, holderName);
        return new SealPicture("ofd", document.ToBytes(), DiameterMm, DiameterMm);
    }

    static XElement Ring()
    {
        // Four Bezier curves: not every reader draws half circles by the arc command.
        const double Kappa = 0.5522847;
        var (near, middle, far) = (RingWidth / 2, RingWidth / 2 + RingRadius, RingWidth / 2 + 2 * RingRadius);
        var (less, more) = (middle - Kappa * RingRadius, middle + Kappa * RingRadius);
        return OfdObjects.Path(
            (Center - RingRadius, Center - RingRadius, 2 * RingRadius, 2 * RingRadius),
            [
                "M", near, middle,
                "B", near, less, less, near, middle, near,
                "B", more, near, far, less, far, middle,
                "B", far, more, more, far, middle, far,
                "B", less, far, near, more, near, middle,
                "C",
            ],
            RingWidth,
            Red);
    }

    static XElement Star()
    {
        // The inner corners of a regular pentagram lie at this share of its radius.
        const double Inner = 0.381966;
        var data = new List<object>();
        for (var i = 0; i < 10; i++)
        {
            var (sin, cos) = Math.SinCos(i * Math.PI / 5);
            var radius = i % 2 == 0 ? StarRadius : StarRadius * Inner;
            data.AddRange([i == 0 ? "M" : "L", StarRadius + radius * sin, StarRadius - radius * cos]);
        }
        data.Add("C");
        return OfdObjects.Path((Center - StarRadius, Center - StarRadius, 2 * StarRadius, 2 * StarRadius), data, 0, Red);
    }

    static void AddName(OfdPage page, string holderName)
    {
        const double LargestTurn = 1.5 * Math.PI;
        var characters = holderName.EnumerateRunes().Where(rune => !Rune.IsControl(rune)).ToList();
        // Small enough for all characters to stand side by side on the arc.
        var size = Math.Min(5.2, LargestTurn * 13 / Math.Max(1, characters.Count));
        var radius = RingRadius - RingWidth - 0.5 - size / 2;
        var step = Math.Min(size * 1.25 / radius, LargestTurn / Math.Max(1, characters.Count));
        for (var i = 0; i < characters.Count; i++)
        {
            var angle = (i - (characters.Count - 1) / 2.0) * step;
            var (sin, cos) = Math.SinCos(angle);
            page.Add(OfdObjects.Glyph(Center + radius * sin, Center - radius * cos, size, characters[i].ToString(), Red, angle));
        }
    }
}
