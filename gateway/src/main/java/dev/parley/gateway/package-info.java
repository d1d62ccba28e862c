// SPDX-License-Identifier: Apache-2.0

/** An analyst's gateway: its start and its end. */
@NullMarked
package dev.parley.gateway;

import org.jspecify.annotations.NullMarked;
