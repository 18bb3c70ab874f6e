using Gateway.Contracts.HubForms;
using Gateway.Contracts.Orders;
using Gateway.Contracts.V1;

namespace Gateway.Ingress.HubFiles;

/// <summary>An order of a packet.</summary>
/// <param name="Documents">What came for it whole.</param>
/// <param name="Damaged">What did not, by the hub's number of it: the review misses it.</param>
sealed record PacketOrder(HubOrder Entry, IReadOnlyList<Document> Documents, IReadOnlyList<string> Damaged);

/// <summary>A complaint of the hub about an answer.</summary>
/// <param name="OrderNo">BDHM; empty: about all of the batch.</param>
/// <param name="Words">The hub's own.</param>
sealed record PacketComplaint(string OrderNo, string Words);

/// <summary>A packet that was read.</summary>
/// <param name="Orders">In the order of the files.</param>
/// <param name="Unclaimed">Documents and cards that are of none of its orders.</param>
sealed record Packet(HubPacketName Name, IReadOnlyList<PacketOrder> Orders, IReadOnlyList<PacketComplaint> Complaints, int Unclaimed);

/// <summary>Reads a packet, whole or not at all: orders, documents and cards of a batch together, of each order by itself, or some of both.</summary>
static class PacketReader
{
    /// <exception cref="PacketRefusedException"/>
    public static Packet Read(HubPacketName name, byte[] zip, HubCoding coding, PacketBounds bounds)
    {
        var files = PacketZip.Read(zip, bounds, entry => name.FileOf(entry) is not null)
            .Select(file => (File: name.FileOf(file.Name)!.Value, file.Name, Root: PacketXml.Read(file.Name, file.Content, coding))).ToList();
        if (name.IsComplaint)
        {
            var complaints = files.SelectMany(file => file.Root.All("htxx")).Select(Complaint).ToList();
            return complaints.Count > 0 ? new Packet(name, [], complaints, 0) : throw new PacketRefusedException(PacketRefusal.Orders, "it holds no complaint");
        }

        var papers = Papers(files, HubFileKind.Writs, "wsinfo").Concat(Papers(files, HubFileKind.Cards, "zjinfo")).ToList();
        var orders = files.Where(file => file.File.Kind == HubFileKind.Orders).SelectMany(file => Orders(name, file.Name, file.File.PaddedOrder, file.Root)).Select(entry => Order(entry, papers)).ToList();
        if (orders.Count == 0) throw new PacketRefusedException(PacketRefusal.Orders, "it holds no order");
        return new Packet(name, orders, [], papers.Count(paper => !paper.Claimed));
    }

    static PacketComplaint Complaint(HubElement htxx) => new(htxx["BDHM"], string.Join('；', new[] { htxx["XCHTYY"], htxx["XCHTBZ"], htxx["XCHTR"], htxx["XCHTDH"] }.Where(words => words.Length > 0)));

    static IEnumerable<HubOrder> Orders(HubPacketName name, string file, string paddedOrder, HubElement root)
    {
        var (own, other) = name.IsOfInquiries ? ("cxqq", "kzqq") : ("kzqq", "cxqq");
        if (root.All(other).Any()) throw new PacketRefusedException(PacketRefusal.Orders, $"{file} holds {other}, which is of another kind of packet");
        foreach (var element in root.All(own))
        {
            var orderNo = element["BDHM"];
            if (paddedOrder.Length > 0 && HubPacketName.Padded(orderNo) != paddedOrder) throw new PacketRefusedException(PacketRefusal.Orders, $"{file} holds an order of another number than its name");
            if (!HubPacketName.CanName(orderNo) && OrderReader.NumberFault(orderNo) is null) throw new PacketRefusedException(PacketRefusal.Orders, $"{file} holds an order whose number cannot stand in the name of its answer");
            yield return name.IsOfInquiries ? HubOrders.Inquiry(element) : HubOrders.Control(element);
        }
    }

    static IEnumerable<Paper> Papers(IEnumerable<((HubFileKind Kind, string PaddedOrder) File, string Name, HubElement Root)> files, HubFileKind kind, string entry) =>
        files.Where(file => file.File.Kind == kind).SelectMany(file => file.Root.All(entry).Select(element => new Paper(element, kind, file.File.PaddedOrder)));

    static PacketOrder Order(HubOrder entry, List<Paper> papers)
    {
        var own = papers.Where(paper => paper.IsOf(entry)).ToList();
        foreach (var paper in own) paper.Claimed = true;
        var writs = HubDocuments.Writs(List("wsinfoList", own.Where(paper => paper.Kind == HubFileKind.Writs)), entry.Order.Inquiry?.DocumentNo ?? "");
        var cards = HubDocuments.Cards(List("zjinfoList", own.Where(paper => paper.Kind == HubFileKind.Cards)));
        return new PacketOrder(entry, [.. writs.Documents, .. cards.Documents], [.. writs.Damaged, .. cards.Damaged]);
    }

    static HubElement List(string name, IEnumerable<Paper> papers) => papers.Aggregate(new HubElement(name), (list, paper) => list.Add(paper.Element));

    /// <summary>A document or a card, and whose it is.</summary>
    sealed class Paper(HubElement element, HubFileKind kind, string paddedOrder)
    {
        public HubElement Element => element;

        public HubFileKind Kind => kind;

        public bool Claimed { get; set; }

        /// <summary>A file of one order is that order's. In a file of the batch BDHM says whose; of inquiries the document's number, which may serve many; what names neither serves all.</summary>
        public bool IsOf(HubOrder entry)
        {
            if (paddedOrder.Length > 0) return HubPacketName.Padded(entry.Order.OrderNo) == paddedOrder;
            var (orderNo, documentNo) = (element["BDHM"], element["WSBH"]);
            if (orderNo.Length > 0 && orderNo == entry.Order.OrderNo) return true;
            if (entry.Order.Inquiry is { } inquiry && documentNo.Length > 0) return documentNo == inquiry.DocumentNo;
            return orderNo.Length == 0;
        }
    }
}
