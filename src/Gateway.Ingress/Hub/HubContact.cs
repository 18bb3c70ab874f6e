namespace Gateway.Ingress.Hub;

/// <summary>Whom a court asks about what went back without people: XCHTR, XCHTDH.</summary>
sealed record HubContact(string Name, string Phone);
