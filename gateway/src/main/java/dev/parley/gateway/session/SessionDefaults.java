// SPDX-License-Identifier: Apache-2.0
package dev.parley.gateway.session;

import java.time.Duration;

/**
 * What the gateway lays down for its sessions.
 *
 * @param federation whose name a client may give
 * @param timeout of queries whose session says nothing of it
 * @param keyBits how many bits the analyst's key has with which answers are encrypted
 */
record SessionDefaults(String federation, Duration timeout, int keyBits) {}
