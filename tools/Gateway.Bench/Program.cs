using Gateway.Bench;

if (args is not ["crypto"])
{
    Console.Error.WriteLine("usage: bench.sh crypto");
    return 2;
}

CryptoSection.Run(Console.Out);
return 0;
