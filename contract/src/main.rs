//! `neo-contract`: vendors the contract and judges what a new revision changes.

fn main() {}
