global using V1Order = Gateway.Contracts.V1.Order;
