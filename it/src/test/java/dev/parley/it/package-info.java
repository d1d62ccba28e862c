// SPDX-License-Identifier: Apache-2.0

/** Golden SQL, promises, attacks and faults on a whole federation. */
@NullMarked
package dev.parley.it;

import org.jspecify.annotations.NullMarked;
