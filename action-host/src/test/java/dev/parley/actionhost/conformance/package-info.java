// SPDX-License-Identifier: Apache-2.0

/**
 * What an OpenWhisk promises its clients, asked of this host and, if there is one, of a real
 * server.
 */
@NullMarked
package dev.parley.actionhost.conformance;

import org.jspecify.annotations.NullMarked;
