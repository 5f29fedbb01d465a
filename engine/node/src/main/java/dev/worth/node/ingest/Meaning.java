// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.ingest;

/**
 * What a name in some vocabulary says.
 *
 * @param about for names of which only "something was looked at or clicked" is kept: what, such as
 *     cart; empty otherwise
 */
record Meaning(FactKind kind, String about) {
  static Meaning of(FactKind kind) {
    return new Meaning(kind, "");
  }

  static Meaning looked(String about) {
    return new Meaning(FactKind.PAGE_VIEWED, about);
  }

  static Meaning clicked(String about) {
    return new Meaning(FactKind.ELEMENT_CLICKED, about);
  }
}
