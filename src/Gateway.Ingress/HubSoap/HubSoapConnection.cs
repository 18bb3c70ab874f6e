namespace Gateway.Ingress.HubSoap;

/// <summary>Where the hub is, and as whom the bank calls.</summary>
/// <param name="Connect">Time-out of a connection.</param>
/// <param name="Read">Time-out from there to the end of the answer.</param>
/// <param name="MaximumAnswerBytes">A longer answer is not read.</param>
sealed record HubSoapConnection(Uri Address, string UserName, string Password, TimeSpan Connect, TimeSpan Read, int MaximumAnswerBytes)
{
    /// <summary>As the settings say; the password's file is read now.</summary>
    /// <exception cref="IOException">The password cannot be read.</exception>
    public static HubSoapConnection Of(HubSoapSettings settings) => new(
        new Uri(settings.Address), settings.UserName, HubSoapValidator.PasswordOf(settings), TimeSpan.FromSeconds(settings.ConnectSeconds), TimeSpan.FromSeconds(settings.ReadSeconds), settings.MaximumAnswerMiB << 20);

    /// <summary>Without the password: a record prints its members.</summary>
    public override string ToString() => $"{UserName} at {Address}";
}
