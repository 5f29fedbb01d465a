// SPDX-License-Identifier: Apache-2.0
package dev.worth.node.journal;

import java.sql.SQLException;

/** Something to be written: all of it or nothing, answered once, after the commit. */
interface Write {
  void applyTo(WriteSession session) throws SQLException;

  /** It is on the disk. */
  void committed();

  /** Nothing of it was kept. */
  void failed(RuntimeException reason);
}
