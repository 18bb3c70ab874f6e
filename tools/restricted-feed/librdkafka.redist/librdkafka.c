/* Linked against the installed librdkafka, whose functions it hands on, with the three that Confluent.Kafka 2.15 asks
   for and librdkafka 2.0 lacks. Leader epochs are a refinement of offset validation; -1 says that none is known. */
int rd_kafka_message_leader_epoch(const void *message) { (void)message; return -1; }

int rd_kafka_topic_partition_get_leader_epoch(const void *partition) { (void)partition; return -1; }

void rd_kafka_topic_partition_set_leader_epoch(void *partition, int epoch) { (void)partition; (void)epoch; }
