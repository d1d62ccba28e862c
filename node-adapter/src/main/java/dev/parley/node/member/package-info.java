// SPDX-License-Identifier: Apache-2.0

/** Who a node is in its federation, and where it meets the others. */
@NullMarked
package dev.parley.node.member;

import org.jspecify.annotations.NullMarked;
