/**
 * A shop that never was, whose customers' hidden habits are known: what a forecast can be held
 * against.
 */
package io.spendcast.domain.planted;
