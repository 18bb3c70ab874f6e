using Gateway.Register.Orders;
using Gateway.Store.Staff;
using Gateway.Store.Views;

namespace Gateway.Store.Relational;

// What the console asks: who may sign in, and lists and pages for people to look at.
public abstract partial class RelationalStore : IStaffStore, IViewStore, IContactStore
{
    /// <inheritdoc/>
    public Task<IReadOnlyList<StaffAccount>> ReadStaffAsync(CancellationToken cancel) => ReadAsync(StaffSteps.ReadAsync, cancel);

    /// <inheritdoc/>
    public Task<StaffAccount?> FindStaffAsync(string name, CancellationToken cancel) => ReadAsync(s => StaffSteps.FindAsync(s, name), cancel);

    /// <inheritdoc/>
    public Task<bool> AddFirstAsync(string name, string passwordHash, CancellationToken cancel) => WriteAsync(s => StaffSteps.AddFirstAsync(s, name, passwordHash), cancel);

    /// <inheritdoc/>
    public Task<StaffFault?> AddStaffAsync(string name, StaffRole role, string passwordHash, string by, CancellationToken cancel) =>
        WriteAsync(s => StaffSteps.AddAsync(s, name, role, passwordHash, by), cancel);

    /// <inheritdoc/>
    public Task<StaffFault?> ChangeStaffAsync(string name, StaffRole role, bool ended, string by, CancellationToken cancel) =>
        WriteAsync(s => StaffSteps.ChangeAsync(s, name, role, ended, by), cancel);

    /// <inheritdoc/>
    public Task<StaffFault?> SetPasswordAsync(string name, string passwordHash, string by, CancellationToken cancel) =>
        WriteAsync(s => StaffSteps.SetPasswordAsync(s, name, passwordHash, by), cancel);

    /// <inheritdoc/>
    public Task RecordSignInAsync(string name, bool right, int lockAfter, TimeSpan lockFor, CancellationToken cancel) =>
        WriteAsync(s => StaffSteps.RecordSignInAsync(s, name, right, lockAfter, lockFor), cancel);

    /// <inheritdoc/>
    public Task<Pace> ReadPaceAsync(int orders, CancellationToken cancel) => ReadAsync(s => ViewQueries.PaceAsync(s, orders), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<OrderSummary>> ReadOrdersAsync(OrderFilter filter, long before, int max, CancellationToken cancel) =>
        ReadAsync(s => ViewQueries.OrdersAsync(s, filter, before, max), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<WaitingLine>> ReadWaitingAsync(string account, int max, CancellationToken cancel) => ReadAsync(s => ViewQueries.WaitingAsync(s, account, max), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyDictionary<string, DateTimeOffset>> ReadContactsAsync(CancellationToken cancel) => ReadAsync(ContactSteps.ReadAsync, cancel);

    /// <inheritdoc/>
    public Task RecordContactsAsync(IReadOnlyDictionary<string, DateTimeOffset> heard, CancellationToken cancel) => WriteAsync(s => ContactSteps.RecordAsync(s, heard), cancel);

    /// <inheritdoc/>
    public Task<IReadOnlyList<SavedSearch>> ReadSearchesAsync(string person, CancellationToken cancel) => ReadAsync(s => SavedSearchSteps.ReadAsync(s, person), cancel);

    /// <inheritdoc/>
    public Task<bool> SaveSearchAsync(string person, SavedSearch search, CancellationToken cancel) => WriteAsync(s => SavedSearchSteps.SaveAsync(s, person, search), cancel);

    /// <inheritdoc/>
    public Task RemoveSearchAsync(string person, string name, CancellationToken cancel) => WriteAsync(s => SavedSearchSteps.RemoveAsync(s, person, name), cancel);

    /// <inheritdoc/>
    public Task<OrderTrail?> ReadTrailAsync(OrderKey order, CancellationToken cancel) => ReadAsync(s => ViewQueries.TrailAsync(s, order), cancel);
}
