// SPDX-License-Identifier: Apache-2.0

/** The federation as the gateway sees it: members, who is alive, and what each has published. */
@NullMarked
package dev.parley.gateway.members;

import org.jspecify.annotations.NullMarked;
