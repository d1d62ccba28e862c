// SPDX-License-Identifier: Apache-2.0

/** A federation for tests: its keys, its manifest, and what its nodes put on their boards. */
@NullMarked
package dev.parley.gateway.party;

import org.jspecify.annotations.NullMarked;
