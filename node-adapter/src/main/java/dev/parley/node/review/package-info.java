// SPDX-License-Identifier: Apache-2.0

/** What a policy would publish, and what in it its owner may not have meant. */
@NullMarked
package dev.parley.node.review;

import org.jspecify.annotations.NullMarked;
