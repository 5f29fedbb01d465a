// SPDX-License-Identifier: Apache-2.0
package dev.worth.core.customer;

import java.util.Arrays;

/** Variable-length numbers in a growing array, and back. */
final class Bytes {
  static final class Writer {
    private byte[] buffer = new byte[512];
    private int length;

    /** A signed number, small ones short: zero takes one byte, {@link Long#MIN_VALUE} ten. */
    void number(long value) {
      long zigzag = value << 1 ^ value >> 63;
      room(10);
      while ((zigzag & ~0x7fL) != 0) {
        buffer[length++] = (byte) (zigzag & 0x7f | 0x80);
        zigzag >>>= 7;
      }
      buffer[length++] = (byte) zigzag;
    }

    void fixed(long value) {
      room(8);
      for (int shift = 56; shift >= 0; shift -= 8) buffer[length++] = (byte) (value >>> shift);
    }

    /** A double; a plain 0 takes one byte. */
    void real(double value) {
      long bits = Double.doubleToLongBits(value);
      number(bits == 0 ? 0 : 1);
      if (bits != 0) fixed(bits);
    }

    void fixed(long[] values) {
      number(values.length);
      for (long v : values) fixed(v);
    }

    void numbers(int[] values) {
      for (int v : values) number(v);
    }

    void numbers(long[] values) {
      for (long v : values) number(v == Long.MIN_VALUE ? 0 : v >= 0 ? v + 1 : v);
    }

    byte[] bytes() {
      return Arrays.copyOf(buffer, length);
    }

    private void room(int more) {
      if (length + more > buffer.length) buffer = Arrays.copyOf(buffer, 2 * buffer.length);
    }
  }

  static final class Reader {
    private final byte[] buffer;
    private int at;

    Reader(byte[] buffer) {
      this.buffer = buffer;
    }

    long number() {
      long value = 0;
      for (int shift = 0; ; shift += 7) {
        byte b = next();
        value |= (long) (b & 0x7f) << shift;
        if (b >= 0) return value >>> 1 ^ -(value & 1);
      }
    }

    int size() {
      long size = number();
      if (size < 0 || size > buffer.length) {
        throw new IllegalArgumentException(
            "a list of " + size + " entries in a state of " + buffer.length + " bytes");
      }
      return (int) size;
    }

    long fixedNumber() {
      long value = 0;
      for (int i = 0; i < 8; i++) value = value << 8 | next() & 0xff;
      return value;
    }

    double real() {
      return number() == 0 ? 0 : Double.longBitsToDouble(fixedNumber());
    }

    long[] fixed() {
      long[] values = new long[size()];
      for (int i = 0; i < values.length; i++) values[i] = fixedNumber();
      return values;
    }

    void numbers(int[] into) {
      for (int i = 0; i < into.length; i++) into[i] = (int) number();
    }

    void numbers(long[] into) {
      for (int i = 0; i < into.length; i++) into[i] = orNever(number());
    }

    private static long orNever(long stored) {
      return stored == 0 ? Long.MIN_VALUE : stored > 0 ? stored - 1 : stored;
    }

    private byte next() {
      if (at >= buffer.length) {
        throw new IllegalArgumentException(
            "a customer state ends after " + at + " bytes: it was cut");
      }
      return buffer[at++];
    }
  }

  private Bytes() {}
}
