// SPDX-License-Identifier: Apache-2.0

/** A pipe that lives and dies with its process. */
@NullMarked
package dev.parley.pipe.memory;

import org.jspecify.annotations.NullMarked;
