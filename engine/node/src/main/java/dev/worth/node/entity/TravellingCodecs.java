// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.entity;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.jsontype.TypeDeserializer;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.worth.core.customer.CustomerState;
import dev.worth.core.customer.StateCodec;
import dev.worth.node.facts.FactCodec;
import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.CustomerEvent.QuarantineReleased;
import java.io.IOException;
import java.util.function.Function;

/** Facts and states inside travelling messages are the very bytes the journal has of them. */
public final class TravellingCodecs extends SimpleModule {
  public TravellingCodecs() {
    super("worth");
    add(CustomerEvent.class, FactCodec::toCbor, FactCodec::fromCbor);
    add(QuarantineReleased.class, FactCodec::toCbor, TravellingCodecs::release);
    add(CustomerState.class, StateCodec::encode, StateCodec::decode);
  }

  private static QuarantineReleased release(byte[] bytes) {
    return (QuarantineReleased) FactCodec.fromCbor(bytes);
  }

  private <T> void add(Class<T> type, Function<T, byte[]> write, Function<byte[], T> read) {
    addSerializer(type, new Writing<>(type, write));
    addDeserializer(type, new Reading<>(type, read));
  }

  private static final class Writing<T> extends StdSerializer<T> {
    private final transient Function<T, byte[]> write;

    Writing(Class<T> type, Function<T, byte[]> write) {
      super(type);
      this.write = write;
    }

    @Override
    public void serialize(T value, JsonGenerator out, SerializerProvider context)
        throws IOException {
      out.writeBinary(write.apply(value));
    }

    /** The bytes name their own type. */
    @Override
    public void serializeWithType(
        T value, JsonGenerator out, SerializerProvider context, TypeSerializer type)
        throws IOException {
      serialize(value, out, context);
    }
  }

  private static final class Reading<T> extends StdDeserializer<T> {
    private final transient Function<byte[], T> read;

    Reading(Class<T> type, Function<byte[], T> read) {
      super(type);
      this.read = read;
    }

    @Override
    public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
      return read.apply(in.getBinaryValue());
    }

    @Override
    public Object deserializeWithType(
        JsonParser in, DeserializationContext context, TypeDeserializer type) throws IOException {
      return deserialize(in, context);
    }
  }
}
