print("cyb")
