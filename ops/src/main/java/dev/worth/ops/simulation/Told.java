// SPDX-License-Identifier: Apache-2.0
package dev.worth.ops.simulation;

import dev.worth.protocol.CustomerEvent;
import dev.worth.protocol.CustomerId;

/** A simulated fact and whom it is about. */
public record Told(CustomerId customer, CustomerEvent fact) {}
