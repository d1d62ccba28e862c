// SPDX-License-Identifier: Apache-2.0

/** An OpenWhisk for one machine: the same REST paths, the same actions, no containers. */
@NullMarked
package dev.parley.actionhost;

import org.jspecify.annotations.NullMarked;
