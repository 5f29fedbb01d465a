// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.entity;

import java.util.stream.IntStream;
import org.apache.pekko.cluster.sharding.typed.ShardingMessageExtractor;

/** Which shard a customer lives in: fixed for the life of a journal. */
final class ByCustomer extends ShardingMessageExtractor<Message, Message> {
  private final String[] shards;

  ByCustomer(int shards) {
    this.shards = IntStream.range(0, shards).mapToObj(Integer::toString).toArray(String[]::new);
  }

  @Override
  public String entityId(Message message) {
    return message.customer();
  }

  @Override
  public String shardId(String customer) {
    return shards[Math.floorMod(customer.hashCode(), shards.length)];
  }

  @Override
  public Message unwrapMessage(Message message) {
    return message;
  }
}
