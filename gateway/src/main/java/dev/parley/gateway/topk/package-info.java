// SPDX-License-Identifier: Apache-2.0

/** The k best of all owners: rounds that narrow down where the k-th lies, and one that has them. */
@NullMarked
package dev.parley.gateway.topk;

import org.jspecify.annotations.NullMarked;
