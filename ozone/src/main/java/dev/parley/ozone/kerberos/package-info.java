// SPDX-License-Identifier: Apache-2.0
/**
 * An Ozone that believes nobody: Kerberos, access lists, and a process for each of its services.
 */
@NullMarked
package dev.parley.ozone.kerberos;

import org.jspecify.annotations.NullMarked;
