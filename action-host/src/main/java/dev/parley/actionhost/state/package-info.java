// SPDX-License-Identifier: Apache-2.0

/** What of a host survives its process: one folder, which only one host may use at a time. */
@NullMarked
package dev.parley.actionhost.state;

import org.jspecify.annotations.NullMarked;
