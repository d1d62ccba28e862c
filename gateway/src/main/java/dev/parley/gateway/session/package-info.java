// SPDX-License-Identifier: Apache-2.0

/** What a user's session does with a statement: plan it, run it, remember it. */
@NullMarked
package dev.parley.gateway.session;

import org.jspecify.annotations.NullMarked;
