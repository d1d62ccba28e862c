// SPDX-License-Identifier: Apache-2.0

/** The run of one secure query: ask the nodes, have the cloud merge, open and verify. */
@NullMarked
package dev.parley.gateway.query;

import org.jspecify.annotations.NullMarked;
