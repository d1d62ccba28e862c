// SPDX-License-Identifier: Apache-2.0

/** What a node puts up about itself: signs of life, and its catalog for each analyst. */
@NullMarked
package dev.parley.node.publish;

import org.jspecify.annotations.NullMarked;
