// SPDX-License-Identifier: Apache-2.0

/** What runs inside the process of an action: OpenWhisk's contract for Java, over the loopback. */
@NullMarked
package dev.parley.actionhost.runtime;

import org.jspecify.annotations.NullMarked;
