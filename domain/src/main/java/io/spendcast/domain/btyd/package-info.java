/**
 * Buy till you die: how customers buy and leave, and how much at a time, fitted by maximum
 * likelihood. BG/NBD after Fader, Hardie and Lee (2005), Gamma-Gamma after Fader and Hardie (2013).
 */
package io.spendcast.domain.btyd;
