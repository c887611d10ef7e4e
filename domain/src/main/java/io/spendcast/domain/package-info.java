/** Spendcast: domain. */
package io.spendcast.domain;
