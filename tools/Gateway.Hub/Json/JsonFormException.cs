namespace Gateway.Hub.Json;

/// <summary>A JSON form that says something wrong. The message names the place.</summary>
public sealed class JsonFormException(string place, string message) : Exception(place.Length == 0 ? message : $"{place}: {message}");
