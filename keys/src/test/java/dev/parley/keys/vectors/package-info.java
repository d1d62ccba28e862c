// SPDX-License-Identifier: Apache-2.0

/** Fixed keys, inputs and bytes, by which another implementation can be held against this one. */
@NullMarked
package dev.parley.keys.vectors;

import org.jspecify.annotations.NullMarked;
