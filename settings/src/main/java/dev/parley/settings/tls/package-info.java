// SPDX-License-Identifier: Apache-2.0

/**
 * TLS on every way between two parties: who listens with which certificate, whom a caller trusts.
 */
@NullMarked
package dev.parley.settings.tls;

import org.jspecify.annotations.NullMarked;
