// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.wire;

import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.CustomerId;

/** A fact and whom it is about. */
public record Told(CustomerId customer, CustomerEvent fact) {}
