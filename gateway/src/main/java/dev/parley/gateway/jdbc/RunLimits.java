// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.jdbc;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;

/**
 * How far one run may go.
 *
 * @param maxRows rows that the client will take; empty if all
 * @param timeout the longest that the server lets any query run; a session may want less
 * @param cancelled whether the run was cancelled before it could begin
 */
public record RunLimits(OptionalLong maxRows, Duration timeout, BooleanSupplier cancelled) {}
