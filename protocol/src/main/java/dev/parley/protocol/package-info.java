// SPDX-License-Identifier: Apache-2.0

/** Who takes part, and by which names. */
@NullMarked
package dev.parley.protocol;

import org.jspecify.annotations.NullMarked;
