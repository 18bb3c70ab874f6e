using Gateway.Contracts.HubForms;

namespace Gateway.Contracts.Tests.HubForms;

internal sealed class HubPacketNameTests
{
    const string Bank = "C1010211000012345";
    const string Batch = "202611210000000000000000000001";

    [TestCase("CXQQ" + Bank + Batch + ".zip", HubPacketKind.Inquiries)]
    [TestCase("KZQQ" + Bank + Batch + ".ZIP", HubPacketKind.Controls)]
    [TestCase("CXHZ" + Bank + Batch + ".zip", HubPacketKind.InquiryComplaints)]
    [TestCase("KZHZ" + Bank + Batch + ".zip", HubPacketKind.ControlComplaints)]
    [TestCase("KZHZ" + Bank + Batch + "000000000000000000000000000K01.zip", HubPacketKind.ControlComplaints, "000000000000000000000000000K01")]
    [TestCase("CXHZ" + Bank + Batch + "000000000001.zip", HubPacketKind.InquiryComplaints)]
    public void A_packet_is_known_by_its_name(string fileName, HubPacketKind kind, string order = "") =>
        Assert.That(HubPacketName.Of(fileName), Is.EqualTo(new HubPacketName(kind, Bank, Batch) { PaddedOrder = order }));

    [TestCase("CXFK" + Bank + Batch + ".zip")]
    [TestCase("CXQQ" + Bank + ".zip")]
    [TestCase("CXQQ" + Bank + Batch + "1.zip")]
    [TestCase("CXQQ" + Bank + Batch)]
    [TestCase("x/CXQQ" + Bank + Batch + ".zip")]
    [TestCase("CXQQ" + Bank + "20261121000000000000000000000\n1.zip")]
    [TestCase("CXQQ" + Bank + Batch + ".zip\n")]
    [TestCase("KZHZ" + Bank + Batch + "/../x.zip")]
    public void Anything_else_is_none(string fileName) => Assert.That(HubPacketName.Of(fileName), Is.Null);

    [TestCase(HubPacketKind.Inquiries, "QA" + Bank + Batch + ".xml", HubFileKind.Orders, "")]
    [TestCase(HubPacketKind.Controls, "QI" + Bank + Batch + "000000000000000000000000000K01.xml", HubFileKind.Writs, "000000000000000000000000000K01")]
    [TestCase(HubPacketKind.Controls, "QC" + Bank + Batch + ".xml", HubFileKind.Cards, "")]
    [TestCase(HubPacketKind.Controls, "QC" + Bank + Batch + "K01.xml", HubFileKind.Cards, "000000000000000000000000000K01")]
    [TestCase(HubPacketKind.InquiryComplaints, "QNR" + Bank + Batch + "000000000001.xml", HubFileKind.Complaints, "")]
    [TestCase(HubPacketKind.ControlComplaints, "QNR" + Bank + Batch + ".xml", HubFileKind.Complaints, "")]
    public void A_file_of_a_packet_is_known_by_its_name(HubPacketKind packet, string entry, HubFileKind kind, string order) =>
        Assert.That(new HubPacketName(packet, Bank, Batch).FileOf(entry), Is.EqualTo((kind, order)));

    [TestCase(HubPacketKind.Inquiries, "QNR" + Bank + Batch + ".xml")]
    [TestCase(HubPacketKind.InquiryComplaints, "QA" + Bank + Batch + ".xml")]
    [TestCase(HubPacketKind.Inquiries, "QA" + Bank + "202611210000000000000000000002.xml")]
    [TestCase(HubPacketKind.Inquiries, "QAC1010211000054321" + Batch + ".xml")]
    [TestCase(HubPacketKind.Inquiries, "QA" + Bank + Batch + "0000000000000000000000000000K01.xml")]
    [TestCase(HubPacketKind.Inquiries, "QA" + Bank + Batch + ".zip")]
    [TestCase(HubPacketKind.Inquiries, "../QA" + Bank + Batch + ".xml")]
    public void A_file_that_is_not_the_packets_is_not_taken_for_one(HubPacketKind packet, string entry) => Assert.That(new HubPacketName(packet, Bank, Batch).FileOf(entry), Is.Null);

    [Test]
    public void Answers_are_named_after_what_they_answer() => Assert.Multiple(() =>
    {
        const string Padded = "000000000000000000000000000K01";
        Assert.That(HubPacketName.InquiryAnswer(Bank, Batch), Is.EqualTo($"CXFK{Bank}{Batch}.zip"));
        Assert.That(HubPacketName.Answers(Bank, Batch, 7), Is.EqualTo($"QR{Bank}{Batch}000000000007.xml"));
        Assert.That(HubPacketName.Returns(Bank, Batch), Is.EqualTo($"QNA{Bank}{Batch}.xml"));
        Assert.That(HubPacketName.ControlAnswer(Bank, Batch, "K01"), Is.EqualTo($"KZFK{Bank}{Batch}{Padded}.zip"));
        Assert.That(HubPacketName.Answer(Bank, Batch, "K01"), Is.EqualTo($"QR{Bank}{Batch}{Padded}.xml"));
        Assert.That(HubPacketName.Receipt(Bank, Batch, "K01"), Is.EqualTo($"QRI{Bank}{Batch}{Padded}.xml"));
        Assert.That(HubPacketName.Return(Bank, Batch, "K01"), Is.EqualTo($"QNA{Bank}{Batch}{Padded}.xml"));
    });
}
