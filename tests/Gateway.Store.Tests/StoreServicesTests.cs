using Gateway.Store.Desk;
using Gateway.Store.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Store.Tests;

[TestFixture]
public sealed class StoreServicesTests
{
    [Test]
    public async Task The_store_is_one_instance_and_closed_with_its_container()
    {
        var directory = Directory.CreateTempSubdirectory("gateway-store-").FullName;
        var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddStore(new StorageOptions { Directory = directory });
        await using (var provider = services.BuildServiceProvider())
        {
            var store = provider.GetRequiredService<IStore>();
            await store.MigrateAsync(default);
            Assert.That(store, Is.TypeOf<SqliteStore>());
            Assert.That(provider.GetRequiredService<IStore>(), Is.SameAs(store));
            Assert.That(provider.GetRequiredService<IDeskStore>(), Is.SameAs(store));
        }

        Directory.Delete(directory, recursive: true);
        Assert.That(Directory.Exists(directory), Is.False);
    }
}
