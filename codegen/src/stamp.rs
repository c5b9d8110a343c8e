//! The first line of checked-in code: the hash of its source.

/// Adds a first line to `code` by which a build without this crate detects whether the code still matches the contract
/// and was not edited: the FNV-1a hash (64 bits) of the contract, a zero byte, and the code.
pub(crate) fn stamped(contract: &str, code: &str) -> String {
    let hash = contract
        .bytes()
        .chain([0])
        .chain(code.bytes())
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
    format!("// neo-api-codegen: {hash:016x}\n{code}")
}
